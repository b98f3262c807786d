id
w
ls -la /home /srv
sudo -l
cat /srv/store/settings.ini
sudo cat /etc/shadow
sudo -i
exit
